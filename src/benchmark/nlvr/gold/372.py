def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    count = len([box for box in boxes if len(box.find('black circle')) == 2])
    return bool_to_yesno(count == 1)
