def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    return bool_to_yesno(any(s.lower - box.lower <= 1 for box in boxes for s in box.find('blue square')))
