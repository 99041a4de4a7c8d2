def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        colors = [block.simple_query('What color is this block?') for block in tower.find('block')]
        for color in colors:
            if colors.count(color) == 3:
                return 'yes'
    return 'no'
