def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        if len(box.find('black square')) == 0:
            continue
        colors = {item.simple_query('What color is this?') for item in box.find('item')}
        if len(colors) == 2:
            return 'yes'
    return 'no'
