def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    high_towers = [tower for tower in towers if len(tower.find('block')) >= 2]
    for tower in high_towers:
        blocks = tower.find('block')
        highest = blocks[0]
        for block in blocks:
            if block.upper > highest.upper:
                highest = block
        if highest.simple_query('What color is this?') == 'blue':
            return 'yes'
    return 'no'
