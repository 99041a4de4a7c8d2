def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    for box in boxes:
        number_of_objects = len(box.find('object'))
        if number_of_objects == 3:
            return 'yes'
    return 'no'
