def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    return bool_to_yesno(5 in [len(box.find('object')) for box in image_patch.find('grey square')])
