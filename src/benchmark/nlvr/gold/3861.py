def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers_of_four = [tower for tower in image_patch.find('tower') if len(tower.find('block')) == 4]
    if len(towers_of_four) == 0:
        return 'no'
    tower = towers_of_four[0]
    top_block = max(tower.find('block'), key=lambda block: block.upper)
    return bool_to_yesno(top_block.verify_property('block', 'black'))
