def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    num_single = 0
    for box in image_patch.find('box'):
        if len(box.find('object')) == 1:
            num_single += 1
    return bool_to_yesno(num_single > 0)
