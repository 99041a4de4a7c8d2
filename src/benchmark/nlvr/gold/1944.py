def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('grey square'):
        objects = box.find('object')
        if len(objects) == 1 and objects[0].simple_query('What color is this?') == 'black':
            return 'yes'
    return 'no'
