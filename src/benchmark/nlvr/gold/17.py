def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    matching = [box for box in boxes if len(box.find('yellow square')) == 2]
    return bool_to_yesno(len(matching) == 1)
