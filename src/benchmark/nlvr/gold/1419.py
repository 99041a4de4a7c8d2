def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    return bool_to_yesno(not any(c.lower - box.lower <= 1 for box in boxes for c in box.find('yellow circle')))
