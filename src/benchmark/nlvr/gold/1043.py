def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    items_at_right_wall = []
    for box in image_patch.find('box'):
        items_at_right_wall += [item for item in box.find('item') if box.right - item.right <= 1]
    return bool_to_yesno(len(items_at_right_wall) == 2)
