def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers_with_blue = [tower for tower in image_patch.find('tower') if tower.exists('blue block')]
    if len(towers_with_blue) != 2:
        return 'no'
    for tower in towers_with_blue:
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        colors = [block.simple_query('What color is this?') for block in blocks]
        for i in range(2, len(colors)):
            if colors[i] == 'black' and colors[i - 1] == 'yellow' and colors[i - 2] == 'yellow':
                return 'yes'
    return 'no'
