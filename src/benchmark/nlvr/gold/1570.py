def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    n_touching = 0
    for box in image_patch.find('box'):
        for triangle in box.find('triangle'):
            left_gap = abs(triangle.left - box.left)
            right_gap = abs(triangle.right - box.right)
            lower_gap = abs(triangle.lower - box.lower)
            upper_gap = abs(triangle.upper - box.upper)
            if left_gap <= 1 or right_gap <= 1 or lower_gap <= 1 or upper_gap <= 1:
                n_touching += 1
    return bool_to_yesno(n_touching == 3)
