def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for box in image_patch.find('box'):
        for obj in box.find('object'):
            if not obj.verify_property('object', 'yellow'):
                continue
            at_side = obj.left - box.left <= 1 or box.right - obj.right <= 1
            at_end = obj.lower - box.lower <= 1 or box.upper - obj.upper <= 1
            if at_side or at_end:
                count += 1
    return bool_to_yesno(count == 1)
