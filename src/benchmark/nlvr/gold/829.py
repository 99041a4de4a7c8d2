def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        if len(box.find('item')) > 2 and len(box.find('black item')) == 2:
            return 'yes'
    return 'no'
