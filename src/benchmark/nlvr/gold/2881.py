def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    answer = False
    for tower in towers:
        ordered_blocks = sorted(tower.find('block'), key=lambda patch: patch.vertical_center)
        if len(ordered_blocks) >= 2 and ordered_blocks[1].simple_query('What color is this?') == 'blue':
            answer = True
    return bool_to_yesno(answer)
