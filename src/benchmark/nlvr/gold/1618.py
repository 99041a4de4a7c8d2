def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        for triangle in box.find('black triangle'):
            inside_sides = triangle.left - box.left > 1 and box.right - triangle.right > 1
            inside_ends = triangle.lower - box.lower > 1 and box.upper - triangle.upper > 1
            if inside_sides and inside_ends:
                count += 1
    return bool_to_yesno(count >= 1)
