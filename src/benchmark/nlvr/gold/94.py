def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        for square in box.find('square'):
            near_side = square.left - box.left <= 3 or box.right - square.right <= 3
            near_floor_or_ceiling = square.lower - box.lower <= 3 or box.upper - square.upper <= 3
            if near_side and near_floor_or_ceiling:
                return 'yes'
    return 'no'
