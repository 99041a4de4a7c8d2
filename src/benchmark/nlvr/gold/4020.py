def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        objects = box.find('object')
        if len(objects) == 1:
            if objects[0].verify_property('object', 'yellow'):
                return 'yes'
    return 'no'
