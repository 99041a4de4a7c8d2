def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes_with_corner_triangle = []
    for box in image_patch.find('box'):
        for triangle in box.find('triangle'):
            x_gap = min(triangle.left - box.left, box.right - triangle.right)
            y_gap = min(triangle.lower - box.lower, box.upper - triangle.upper)
            if max(x_gap, y_gap) <= 2:
                boxes_with_corner_triangle.append(box)
                break
    return bool_to_yesno(len(boxes_with_corner_triangle) == 1)
