def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    free = []
    for box in image_patch.find('box'):
        for obj in box.find('blue object'):
            gaps = [obj.left - box.left, box.right - obj.right, obj.lower - box.lower, box.upper - obj.upper]
            if all(gap > 1 for gap in gaps):
                free.append(obj)
    return bool_to_yesno(len(free) == 3)
