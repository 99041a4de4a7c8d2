def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    all_black_boxes = 0
    for box in image_patch.find('box'):
        items = box.find('item')
        black_items = box.find('black item')
        if len(items) > 0 and len(items) == len(black_items):
            all_black_boxes += 1
    return bool_to_yesno(all_black_boxes == 1)
