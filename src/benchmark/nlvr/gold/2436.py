def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    colorful = [
        tower
        for tower in towers
        if tower.exists('yellow block') and tower.exists('black block') and tower.exists('blue block')
    ]
    return bool_to_yesno(len(colorful) == 1)
