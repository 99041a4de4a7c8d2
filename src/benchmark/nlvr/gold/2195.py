def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    black_tops = 0
    for box in image_patch.find('box'):
        blocks = box.find('block')
        if not blocks:
            continue
        highest = max(block.upper for block in blocks)
        black_tops += len([block for block in box.find('black block') if block.upper == highest])
    return bool_to_yesno(black_tops == 2)
