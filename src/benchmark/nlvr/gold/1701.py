def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    return bool_to_yesno(len([box for box in boxes if len(box.find('object')) == 7]) > 0)
