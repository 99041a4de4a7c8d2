def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    total = 0
    touching = 0
    for box in image_patch.find('box'):
        for triangle in box.find('black triangle'):
            total += 1
            if min(triangle.left - box.left, box.right - triangle.right) < 1:
                touching += 1
            elif min(triangle.lower - box.lower, box.upper - triangle.upper) < 1:
                touching += 1
    return bool_to_yesno(total - touching == 2)
