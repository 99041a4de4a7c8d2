def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        inner_left, inner_right = box.left + 1, box.right - 1
        inner_lower, inner_upper = box.lower + 1, box.upper - 1
        for triangle in box.find('yellow triangle'):
            if triangle.left > inner_left and triangle.right < inner_right:
                if triangle.lower > inner_lower and triangle.upper < inner_upper:
                    count += 1
    return bool_to_yesno(count >= 3)
