"""Trains a critic or refiner on rows of `faultline export … --form trl`: needs trl, transformers, datasets and deepspeed."""

import argparse

from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

CONTEXT, REPLY = 1024, 256
INSTRUCTIONS = ('\n\n# Program is', '\n\n# Correction')


def cut(row, tokenizer):
    """The beginning of the prompt that fits beside the instruction and a reply: the published truncation."""
    instruction = next(text for text in INSTRUCTIONS if row['completion'].startswith(text))
    room = CONTEXT - REPLY - len(tokenizer(instruction, add_special_tokens=False).input_ids)
    kept = tokenizer(row['prompt'], add_special_tokens=False).input_ids[:room]
    return {**row, 'prompt': tokenizer.decode(kept)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--rows', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--model', default='codellama/CodeLlama-7b-Python-hf')
    parser.add_argument('--per-device', type=int, default=4)
    parser.add_argument('--devices', type=int, default=4)
    options = parser.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    rows = load_dataset('json', data_files=options.rows, split='train').map(lambda row: cut(row, tokenizer))
    settings = SFTConfig(
        output_dir=options.out,
        num_train_epochs=3,
        learning_rate=2e-5,
        lr_scheduler_type='linear',
        warmup_ratio=0.03,
        weight_decay=0.0,
        per_device_train_batch_size=options.per_device,
        gradient_accumulation_steps=128 // (options.per_device * options.devices),
        gradient_checkpointing=True,
        bf16=True,
        max_length=CONTEXT,
        completion_only_loss=True,
        save_strategy='epoch',
    )
    model = AutoModelForCausalLM.from_pretrained(options.model, torch_dtype='bfloat16')
    SFTTrainer(model=model, args=settings, train_dataset=rows, processing_class=tokenizer).train()


if __name__ == '__main__':
    main()
