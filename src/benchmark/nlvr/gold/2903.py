def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    found = False
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        if len(blocks) == 2:
            first_color = blocks[0].simple_query('What color is this?')
            second_color = blocks[1].simple_query('What color is this?')
            if first_color == second_color:
                found = True
                break
    return bool_to_yesno(found)
