def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    touching_base = [circle for box in boxes for circle in box.find('yellow circle') if circle.lower - box.lower <= 1]
    return bool_to_yesno(len(touching_base) == 2)
