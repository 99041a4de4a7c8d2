def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        for item in box.find('item'):
            if item.verify_property('item', 'square') and item.lower - box.lower <= 1:
                count += 1
    return bool_to_yesno(count == 1)
