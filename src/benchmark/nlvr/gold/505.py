def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes_with_blue = [box for box in image_patch.find('box') if len(box.find('blue item')) > 0]
    return bool_to_yesno(len(boxes_with_blue) == 1)
