def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    touching_circles = 0
    for box in image_patch.find('box'):
        for circle in box.find('circle'):
            at_side = circle.left - box.left <= 1 or box.right - circle.right <= 1
            at_floor = circle.lower - box.lower <= 1
            at_ceiling = box.upper - circle.upper <= 1
            if at_side or at_floor or at_ceiling:
                touching_circles += 1
    return bool_to_yesno(touching_circles >= 2)
