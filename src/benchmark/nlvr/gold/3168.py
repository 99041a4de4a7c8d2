def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        black = 0
        for block in tower.find('block'):
            if block.simple_query('What color is the block?') == 'black':
                black += 1
        if black == 2:
            return bool_to_yesno(True)
    return bool_to_yesno(False)
