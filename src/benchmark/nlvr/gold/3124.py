def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    counts = [len(tower.find('yellow block')) for tower in image_patch.find('tower')]
    return bool_to_yesno(len([count for count in counts if count >= 2]) == 1)
