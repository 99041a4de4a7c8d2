def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    blue_bases = 0
    for i in range(len(towers)):
        blocks = towers[i].find('block')
        base = blocks[0]
        for block in blocks:
            if block.lower < base.lower:
                base = block
        if base.simple_query('What color is this?') == 'blue':
            blue_bases += 1
    return bool_to_yesno(len(towers) == 3 and blue_bases == 2)
