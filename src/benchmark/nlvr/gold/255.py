def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    return bool_to_yesno(all(len(box.find('yellow item')) >= 1 for box in boxes))
