def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    matching_boxes = 0
    for box in image_patch.find('grey box'):
        touching = 0
        for item in box.find('black object'):
            gap = min(item.left - box.left, box.right - item.right, item.lower - box.lower, box.upper - item.upper)
            if gap <= 1:
                touching += 1
        if touching >= 2:
            matching_boxes += 1
    return bool_to_yesno(matching_boxes == 2)
