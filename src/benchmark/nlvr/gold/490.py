def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    found = False
    for box in boxes:
        for square in box.find('small blue square'):
            touches_side = square.left - box.left < 2 or box.right - square.right < 2
            touches_end = square.lower - box.lower < 2 or box.upper - square.upper < 2
            if touches_side or touches_end:
                found = True
    return bool_to_yesno(found)
