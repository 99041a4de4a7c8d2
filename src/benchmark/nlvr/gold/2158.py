def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower)
        colors = [block.simple_query('What color is this?') for block in blocks]
        stacked = False
        for i in range(1, len(colors)):
            if colors[i] == 'black' and colors[i - 1] == 'black':
                stacked = True
        if stacked:
            count += 1
    return bool_to_yesno(count == 1)
