def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers_with_black = []
    for tower in image_patch.find('tower'):
        if any(block.simple_query('What color is this?') == 'black' for block in tower.find('block')):
            towers_with_black.append(tower)
    return bool_to_yesno(len(towers_with_black) == 1)
