def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    found = False
    for box in image_patch.find('box'):
        for square in box.find('square'):
            touches_left_or_right = square.left <= box.left + 2 or square.right >= box.right - 2
            touches_top_or_bottom = square.upper >= box.upper - 2 or square.lower <= box.lower + 2
            found = found or (touches_left_or_right and touches_top_or_bottom)
    return bool_to_yesno(found)
