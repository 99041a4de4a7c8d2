def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        colors = set()
        for block in tower.find('block'):
            colors.add(block.simple_query('What color is this?'))
        if 'yellow' in colors and 'blue' in colors and 'black' in colors:
            return 'yes'
    return 'no'
