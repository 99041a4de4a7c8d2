def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    return bool_to_yesno(any(len(b.find('blue item')) == 2 and len(b.find('black item')) >= 2 for b in boxes))
