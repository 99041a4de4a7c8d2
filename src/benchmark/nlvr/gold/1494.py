def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    counts = [len(box.find('object')) for box in image_patch.find('grey box')]
    return bool_to_yesno(6 in counts)
