def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    base_colors = []
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        blocks.sort(key=lambda block: block.lower)
        base_colors.append(blocks[0].simple_query('What color is this?'))
    most_common = max(base_colors.count(color) for color in base_colors)
    return bool_to_yesno(most_common == 2)
