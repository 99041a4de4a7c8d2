def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    total = 0
    for box in image_patch.find('box'):
        black_items = box.find('black item')
        total += len([item for item in black_items if item.lower - box.lower <= 1])
    return bool_to_yesno(total == 2)
