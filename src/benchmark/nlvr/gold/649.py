def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    boxes = [box for box in boxes if box.exists('yellow triangle')]
    boxes = [box for box in boxes if not box.exists('blue square')]
    return bool_to_yesno(len(boxes) > 0)
