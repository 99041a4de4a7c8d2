def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    three_block_towers = [tower for tower in towers if len(tower.find('block')) == 3]
    return bool_to_yesno(any(len(tower.find('blue block')) == 1 for tower in three_block_towers))
