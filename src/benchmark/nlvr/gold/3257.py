def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    exists_above = False
    for tower in towers:
        for yellow_block in tower.find('yellow block'):
            for blue_block in tower.find('blue block'):
                if yellow_block.lower > blue_block.lower:
                    exists_above = True
    return bool_to_yesno(not exists_above)
